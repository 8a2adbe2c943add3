/** Called by Next.js once, before it answers anything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { appendClientAddresses } = await import("@/server/client-address");
  appendClientAddresses();
}
