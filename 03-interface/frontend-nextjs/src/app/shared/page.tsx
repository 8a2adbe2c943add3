import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GuestScreen } from "@/features/guest/guest-screen";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("guest"))("title"),
    referrer: "no-referrer",
    robots: { index: false, follow: false },
  };
}

export default function SharedPage() {
  return <GuestScreen />;
}
