import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  require_src
} from "./chunk-HEDVSGJF.mjs";
import "./chunk-WW7SXZ37.mjs";
import {
  __toESM
} from "./chunk-KYFPJ72H.mjs";

// src/google/auth.ts
var import_google_auth_library = __toESM(require_src(), 1);
var SCOPES = ["https://www.googleapis.com/auth/cloud-platform"];
var GOOGLE = { sts: "https://sts.googleapis.com", iam: "https://iamcredentials.googleapis.com" };
async function applicationDefault(file) {
  const named = file === void 0 || file.trim() === "" ? {} : { keyFilename: file };
  return new import_google_auth_library.GoogleAuth({ scopes: SCOPES, ...named }).getClient();
}
function federated(options) {
  const { workloadIdentityProvider, serviceAccount, endpoints = GOOGLE, token } = options;
  const client = new import_google_auth_library.IdentityPoolClient({
    type: "external_account",
    audience: `//iam.googleapis.com/${workloadIdentityProvider}`,
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    token_url: `${endpoints.sts}/v1/token`,
    subject_token_supplier: {
      getSubjectToken: () => token(`https://iam.googleapis.com/${workloadIdentityProvider}`)
    },
    ...serviceAccount === void 0 ? {} : {
      service_account_impersonation_url: `${endpoints.iam}/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`
    }
  });
  client.scopes = SCOPES;
  return client;
}
function nobody() {
  return new import_google_auth_library.PassThroughClient();
}
function isKey(client) {
  return client instanceof import_google_auth_library.JWT;
}
export {
  applicationDefault,
  federated,
  isKey,
  nobody
};
