// Chinese is written without blanks. Material's search takes any part of a query for enough and drops the last character
// of a Chinese word; with the index split into characters (see mkdocs.yml) a query is found where all its parts stand.
addEventListener("message", function (event) {
  var message = event.data;
  // A query with signs of its own (+ - "…") is left as it was typed.
  if (message.type === 2 && !/["+*~^]|(^|\s)-/.test(message.data)) {
    message.data = (message.data.match(/[\u3400-\u9fff]|[a-z0-9]+/gi) || [])
      .map(function (part) {
        return "+" + part + (part > "\u3400" ? "" : "*");
      })
      .join(" ");
  }
});
