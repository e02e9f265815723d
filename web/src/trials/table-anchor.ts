/** Id of the element with the table of trials: where to scroll to. */
export const TABLE_ID = 'trials';
