import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AllWebhooksScreen } from "@/features/administration/webhooks/all-webhooks-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("allWebhooks"))("title") };
}

export default function WebhooksPage() {
  return <AllWebhooksScreen />;
}
