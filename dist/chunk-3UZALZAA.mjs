import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/base/safe-text.ts
var UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
var LONGEST_LINE = 2e3;
var NAMED = { "\n": "\\n", "\r": "\\r", "	": "\\t" };
function escaped(character) {
  return NAMED[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
function safeText(text, longest = LONGEST_LINE) {
  const cut = text.length > longest ? `${text.slice(0, longest)}… (${text.length - longest} more characters)` : text;
  return cut.replace(UNSAFE, escaped).replace(/##\[/g, "#\\#[").replace(/^(\s*):(?=:)/u, "$1\\:");
}
function safeLines(text) {
  return text.split("\n").map((line) => safeText(line));
}
function safeJson(value) {
  return JSON.stringify(value, null, 2).split("\n").map((line) => line.replace(UNSAFE, unicodeEscaped).replace(/##\[/g, "#\\u0023[")).join("\n");
}
function unicodeEscaped(character) {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }).join("");
}

export {
  safeText,
  safeLines,
  safeJson
};
