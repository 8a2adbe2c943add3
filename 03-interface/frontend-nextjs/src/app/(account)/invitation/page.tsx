import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkForm } from "@/features/session/link-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("join"), referrer: "no-referrer" };
}

export default function InvitationPage() {
  return <LinkForm />;
}
