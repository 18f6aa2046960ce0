import type { AuthClient } from 'google-auth-library';

/** How to reach one of Google's interfaces. */
export interface GoogleConnection {
  /** Another place than Google's, for emulators: `http://127.0.0.1:9050`. */
  apiEndpoint?: string;
  /** Who we are; absent where an endpoint of one's own asks nobody. */
  authClient?: AuthClient;
  /** Where an endpoint of one's own is to get credentials too. */
  universeDomain?: string;
}
