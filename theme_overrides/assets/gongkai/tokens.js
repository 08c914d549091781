// How text is cut for search: the same rule as hooks/gongkai/searching/tokens.py; shared cases bind both.
(function (global) {
  "use strict";
  const SOFT = new Set("“”‘’\"'「」『』〔〕[]()【】《》〈〉{}、·-—–_/\\ \t\r\n\u200b\u3000.\ufeff\u00ad");
  const RUN = /[\u3400-\u9fff\uf900-\ufaff〇a-z0-9\x01]+/g;
  const UNIT = /[\u3400-\u9fff\uf900-\ufaff〇]|[a-z0-9]+/g;

  function fold(text, standard) {
    let folded = "";
    for (const character of text.normalize("NFKC")) {
      folded += SOFT.has(character) ? "\x01" : standard.get(character) || character;
    }
    return folded.toLowerCase();
  }

  function joined(first, second) {
    return first.charCodeAt(0) < 128 && second.charCodeAt(0) < 128 ? first + "·" + second : first + second;
  }

  // Terms of a query: pairs of neighbouring units, single units only where a run has no more than one.
  function queryTerms(text, standard) {
    const asked = [];
    for (const run of fold(text, standard).match(RUN) || []) {
      const units = run.match(UNIT) || [];
      if (units.length === 1) asked.push(units[0]);
      for (let i = 0; i + 1 < units.length; i += 1) asked.push(joined(units[i], units[i + 1]));
    }
    return [...new Set(asked)];
  }

  // Traditional characters and their standard ones, from one text of pairs.
  function standardForms(pairs) {
    const standard = new Map();
    for (let i = 0; i + 1 < pairs.length; i += 2) standard.set(pairs[i], pairs[i + 1]);
    return standard;
  }

  global.gkTokens = { queryTerms, standardForms };
})(window);
