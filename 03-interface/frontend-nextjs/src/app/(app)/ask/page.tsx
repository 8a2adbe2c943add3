import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AskScreen } from "@/features/asking/ask-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("asking"))("title") };
}

export default function AskPage() {
  return <AskScreen />;
}
