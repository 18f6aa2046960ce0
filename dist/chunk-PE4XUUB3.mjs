import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/source/shown-url.ts
var SECRET_NAME = "x-(?:goog|amz)-(?:signature|credential|security-token)|sig|signature|googleaccessid|awsaccesskeyid|[\\w.-]*(?:token|secret|password|passwd|passphrase|credential|apikey|api[_-]key|access[_-]?key)|pwd|key|auth|authorization";
var SECRET_VALUE = new RegExp(`([?&;](?:${SECRET_NAME})=)(?!\\$\\{\\w+\\}(?:[&;#]|$))[^&;#]*`, "gi");
function redactUrl(shownUrl) {
  return shownUrl.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1***@").replace(SECRET_VALUE, "$1***");
}
function showTarget(target, hasSecrets) {
  if (target.protocol !== "http:" && target.protocol !== "https:") return `${target.protocol} URL`;
  return hasSecrets ? target.origin : `${target.origin}${target.pathname}`;
}

export {
  redactUrl,
  showTarget
};
