import type { components } from "@/lib/api/schema";

/** A QR code, dark on light in every theme: many cameras read no other. */
export function QrCode({ code, label }: { code: components["schemas"]["QrCode"]; label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-xl bg-white"
    >
      <path d={code.path} fill="#000" />
    </svg>
  );
}
