import * as fetchClient from "./openapi-typescript";
import * as heyClient from "./hey-api";
import * as graphClient from "./graphql-request";
import type { Input } from "./journey";

async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
  }

  const input = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Input | graphClient.ReadInput;
  process.stdout.write(await answer(input));
}

function answer(input: Input | graphClient.ReadInput): Promise<string> {
  return "draft" in input ? graphClient.run(input) : (input.client === "hey-api" ? heyClient : fetchClient).run(input);
}

main().catch((fault) => {
  process.stderr.write(String(fault));
  process.exitCode = 1;
});
