import AppLayout from "@/app/(app)/layout";
import { NotFoundNotice } from "@/components/not-found-notice";

/** An address that no page has, under the same header as any page. */
export default function NotFound() {
  return (
    <AppLayout>
      <NotFoundNotice />
    </AppLayout>
  );
}
