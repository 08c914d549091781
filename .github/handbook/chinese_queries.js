// Chinese is written without blanks. Material's search takes any part of a Chinese query for enough and drops its last
// character; with the index split into characters (see mkdocs.yml) a word is found where all its characters stand.
addEventListener("message", function (event) {
  var message = event.data;
  if (message.type === 2) {
    message.data = message.data.replace(/(^|[^-+"\u3400-\u9fff])([\u3400-\u9fff]+)/g, function (_, before, word) {
      return before + " +" + word.split("").join(" +") + " ";
    });
  }
});
