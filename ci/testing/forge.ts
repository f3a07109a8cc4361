/** The comments of one request, at an interface like GitHub's and GitLab's. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Comment {
  readonly id: number;
  body: string;
}

export class TestForge {
  readonly comments: Comment[] = [];
  /** Method and path of each request. */
  readonly asked: string[] = [];
  /** Answers everything with this status, where set. */
  refusal: number | undefined;
  readonly #server: Server;

  constructor(others: number) {
    for (let id = 1; id <= others; id++) this.comments.push({ id, body: `comment of a person, ${id}` });
    this.#server = createServer(async (request, response) => {
      let text = '';
      for await (const part of request) text += part;
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://forge');
      this.asked.push(`${request.method} ${pathname}`);
      const isKnown = [request.headers['private-token'], request.headers.authorization].some((token) => String(token).endsWith('secret'));
      const status = this.refusal ?? (isKnown ? 200 : 401);
      const answer = status === 200 ? this.#answer(pathname, searchParams, text) : { message: 'refused' };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  }

  /** @returns its address */
  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
  }

  #answer(pathname: string, search: URLSearchParams, text: string): unknown {
    if (text === '') {
      const [size, page] = [Number(search.get('per_page')), Number(search.get('page'))];
      return this.comments.slice(size * (page - 1), size * page);
    }
    const { body } = JSON.parse(text) as { body: string };
    const own = this.comments.find(({ id }) => pathname.endsWith(`/${id}`));
    if (own !== undefined) own.body = body;
    else this.comments.push({ id: this.comments.length + 1, body });
    return own ?? this.comments.at(-1);
  }
}
