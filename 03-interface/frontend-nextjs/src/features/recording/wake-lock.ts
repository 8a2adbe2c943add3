/** Keep a phone from going to sleep, which would end what it records, until the returned function is called. */
export function keepAwake(): () => void {
  // Its type says that it is always there.
  const manager = navigator.wakeLock as WakeLock | undefined;
  let sentinel: WakeLockSentinel | null = null;
  const request = async () => {
    if (document.visibilityState === "visible")
      sentinel = (await manager?.request("screen").catch(() => null)) ?? null;
  };
  // A lock is lost whenever the page is hidden.
  const renew = () => void request();
  document.addEventListener("visibilitychange", renew);
  renew();
  return () => {
    document.removeEventListener("visibilitychange", renew);
    void sentinel?.release();
  };
}
