import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/base/shell-text.ts
function shellText(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

// src/session/same-words.ts
function sameWords({ flags }) {
  const set = (flags["set"] ?? []).map((line) => ` --set ${shellText(line)}`).join("");
  const named = ["pipeline", "lake", "warehouse"].map((name) => {
    const value = flags[name];
    return typeof value === "string" && value !== "" ? ` --${name} ${shellText(value)}` : "";
  });
  return `${named.join("")}${set}`;
}

export {
  shellText,
  sameWords
};
