/** Keep a phone awake, as sleep would end the recording, until the returned function is called. */
export function keepAwake(): () => void {
  // The type claims that it is always defined.
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
