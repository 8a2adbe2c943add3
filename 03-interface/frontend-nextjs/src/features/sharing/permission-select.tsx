"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/field";
import { PERMISSIONS } from "@/features/sharing/shares";
import type { Permission } from "@/lib/api/client";

type PermissionSelectProps = {
  label: string;
  value: Permission;
  disabled?: boolean;
  className?: string;
  onChange: (permission: Permission) => void;
};

export function PermissionSelect({ label, value, onChange, ...props }: PermissionSelectProps) {
  const t = useTranslations("sharing");
  return (
    <Select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as Permission)}
      {...props}
    >
      {PERMISSIONS.map((permission) => (
        <option key={permission} value={permission}>
          {t(`permissions.${permission}`)}
        </option>
      ))}
    </Select>
  );
}
