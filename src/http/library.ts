/** What is used of undici, in a file of its own that is loaded when the first request is made. */
export { Agent, EnvHttpProxyAgent, request } from 'undici';
