/** Federation of GitHub's identity. https://cloud.google.com/iam/docs/workload-identity-federation */
export interface Federation {
  /** `projects/123456/locations/global/workloadIdentityPools/my-pool/providers/my-provider`. */
  workloadIdentityProvider: string;
  /** Who is impersonated; absent: the pool itself has the roles. */
  serviceAccount?: string;
}

/** Where tokens are exchanged, without a closing `/`. */
export interface Endpoints {
  sts: string;
  iam: string;
}
