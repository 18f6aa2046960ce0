/** Names of query values that grant access: signed URLs of the clouds, and what people call their tokens. */
const SECRET_NAME =
  'x-(?:goog|amz)-(?:signature|credential|security-token)|sig|signature|googleaccessid|awsaccesskeyid|[\\w.-]*(?:token|secret|password|passwd|passphrase|credential|apikey|api[_-]key|access[_-]?key)|pwd|key|auth|authorization';

const SECRET_VALUE = new RegExp(`([?&;](?:${SECRET_NAME})=)(?!\\$\\{\\w+\\}(?:[&;#]|$))[^&;#]*`, 'gi');

/**
 * A URL as it may stand in messages and records. A secret from the environment is still `${NAME}` in it; this also
 * hides what was typed into the file itself: user and password, signatures, tokens. Works on text, because a URL with
 * `${NAME}` or `{YYYY}` in it need not parse.
 */
export function redactUrl(shownUrl: string): string {
  return shownUrl.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1***@').replace(SECRET_VALUE, '$1***');
}

/**
 * Where a redirect led: without query, fragment and userinfo. When the user's URL holds secrets its path may hold them
 * too, and servers copy paths into redirects: then only the origin is told.
 */
export function showTarget(target: URL, hasSecrets: boolean): string {
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return `${target.protocol} URL`;
  return hasSecrets ? target.origin : `${target.origin}${target.pathname}`;
}
