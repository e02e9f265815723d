/** Column and direction; written `value` and `-value` in addresses and requests. */
export interface Sort {
  /** As the API names columns: `value`, `parameter:NAME`, `metric:NAME`. */
  column: string;
  descending: boolean;
}

/** The newest trials are what moves. */
export const DEFAULT_SORT: Sort = { column: 'number', descending: true };

export function parseSort(text: string | undefined): Sort {
  if (text === undefined || text === '' || text === '-') return DEFAULT_SORT;
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false };
}

export function formatSort({ column, descending }: Sort): string {
  return descending ? `-${column}` : column;
}
