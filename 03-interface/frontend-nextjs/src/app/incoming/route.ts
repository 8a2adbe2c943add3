/**
 * Where phones post what another application shares with this one. public/share-worker.js takes it before it leaves the
 * browser; whatever arrives here was sent without that, and is not read: nobody may be signed in.
 */
export const dynamic = "force-dynamic";

const leadTo = (path: string) => () => new Response(null, { status: 303, headers: { location: path } });

export const POST = leadTo("/meetings?share=failed");
export const GET = leadTo("/meetings");
