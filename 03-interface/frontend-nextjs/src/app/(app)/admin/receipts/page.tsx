import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReceiptsScreen } from "@/features/administration/receipts/receipts-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("receipts"))("title") };
}

export default function ReceiptsPage() {
  return <ReceiptsScreen />;
}
