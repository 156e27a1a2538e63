/** An error that the person who runs the program can fix: `message` is a sentence that says how, and no stack is shown. */
export class UserFacingError extends Error {}
