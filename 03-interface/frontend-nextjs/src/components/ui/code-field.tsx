import { Field, Input } from "@/components/ui/field";

const MAX_CODE_LENGTH = 40;

type CodeFieldProps = { label: string; hint: string; error?: string | undefined; autoFocus?: boolean };

/** The field of a code of a second factor. */
export function CodeField({ label, hint, error, autoFocus }: CodeFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={MAX_CODE_LENGTH}
          required
          autoFocus={autoFocus}
        />
      )}
    </Field>
  );
}
