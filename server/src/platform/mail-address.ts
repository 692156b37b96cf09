const SHAPE = /^[^\s@<>",;:()[\]\\]+@[^\s@<>"',;:()[\]\\]+\.[^\s@<>"',;:()[\]\\.]{2,}$/;
const LONGEST = 254;

/** Whether this is one mail address: nothing that a mail program would read as a name, a list or a header. */
export const isMailAddress = (text: string): boolean => text.length <= LONGEST && SHAPE.test(text);
