/** Lakeferry's version; a test holds it to package.json. */
export const VERSION = '0.1.0';

/** Where the actions and the reusable workflows are. */
export const REPOSITORY = 'lakeferry/lakeferry';
