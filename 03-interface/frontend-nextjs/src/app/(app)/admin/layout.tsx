"use client";

import type { ReactNode } from "react";
import { NotFoundNotice } from "@/components/not-found-notice";
import { useMe } from "@/entities/session/session";

/** The pages of administrators, which nobody else finds. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return useMe().data?.role === "admin" ? children : <NotFoundNotice />;
}
