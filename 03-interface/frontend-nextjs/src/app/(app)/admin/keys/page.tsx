import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KeysScreen } from "@/features/administration/keys/keys-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("title") };
}

export default function KeysPage() {
  return <KeysScreen />;
}
