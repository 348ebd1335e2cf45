// What a scripted server may do with a request: answer, well or badly, or not at all.

export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export type Reply =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** The request is taken and never answered. */
  | 'silence'
  /** The answer begins, and the connection ends in the middle of it. */
  | 'cut'
  /** The connection ends without an answer. */
  | 'reset';

export type Script = (asked: Asked) => Reply | Promise<Reply>;

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** What a proxy or a web server says where the API says nothing. */
export function page(title: string, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}

export function text(body: string, type: string): Reply {
  return { status: 200, headers: { 'content-type': type }, body };
}

export function redirect(location: string, status = 302): Reply {
  return { status, headers: { location }, body: '' };
}
