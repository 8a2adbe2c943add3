"use client";

import type { ReactNode } from "react";
import { NotFoundNotice } from "@/components/not-found-notice";
import { useMe } from "@/entities/session/session";
import { AdminNav } from "@/features/shell/admin-nav";

/** The pages of administrators, which nobody else finds. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  if (useMe().data?.role !== "admin") return <NotFoundNotice />;
  return (
    <>
      <AdminNav />
      {children}
    </>
  );
}
