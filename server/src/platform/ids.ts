import { v7 } from 'uuid';

/** A new id; ordered by time, so that new rows stand together in their index. */
export const newId = (): string => v7();
