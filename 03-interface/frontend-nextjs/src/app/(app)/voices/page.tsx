import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VoicesScreen } from "@/features/voices/voices-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("voices"))("title") };
}

export default function VoicesPage() {
  return <VoicesScreen />;
}
