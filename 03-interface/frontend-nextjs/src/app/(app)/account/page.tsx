import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountScreen } from "@/features/account/account-screen";
import { PreferenceCard } from "@/features/minutes/templates/preference-card";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profile"))("title") };
}

export default function AccountPage() {
  return (
    <AccountScreen>
      <PreferenceCard />
    </AccountScreen>
  );
}
