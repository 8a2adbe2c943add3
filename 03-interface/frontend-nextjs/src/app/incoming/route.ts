import { setTimeout } from "node:timers/promises";

/**
 * Where phones post what another application shares with this one. public/share-worker.js takes it before it leaves the
 * browser; whatever arrives here was sent without that, and is not read: nobody may be signed in.
 *
 * Chromium passes a worker by that is just ending, as it does with the last page of its site. So what is sent is led
 * here again (307, with its content) until the worker has ended and can be started anew. Where there is no
 * worker, a phone sends its recording three times for nothing.
 */
export const dynamic = "force-dynamic";

const TRIES = "tries";
const MAX_TRIES = 3;
const PAUSE_MS = 500;

const leadTo = (path: string, status: number) => new Response(null, { status, headers: { location: path } });

export async function POST(request: Request) {
  const tries = Number(new URL(request.url).searchParams.get(TRIES)) + 1;
  if (!Number.isInteger(tries) || tries < 1 || tries >= MAX_TRIES)
    return leadTo("/meetings?share=failed", 303);
  await setTimeout(PAUSE_MS);
  return leadTo(`/incoming?${TRIES}=${tries}`, 307);
}

export const GET = () => leadTo("/meetings", 303);
