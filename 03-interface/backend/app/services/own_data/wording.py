"""Names and explanations in an export, in the language of its reader."""

from app.services.exports import Language

README = {Language.ENGLISH: "README.txt", Language.FRENCH: "LISEZMOI.txt"}
WITHOUT_MINUTES = {
    Language.ENGLISH: "the transcript is not in storage, and the minutes that rest on it are left out.",
    Language.FRENCH: "la transcription n’est pas dans le stockage, et les comptes rendus qui en dépendent manquent.",
}
MISSING = {Language.ENGLISH: "not exported.txt", Language.FRENCH: "non exporté.txt"}

_ENGLISH = """\
Your data in {name}, as of {date} (UTC), for {email}.

account.json         your account: sessions, keys, webhooks, choices, tags, templates, groups; what others share with
                     you; your comments on their meetings; which edits and minutes there are yours.
meetings/            a folder for each meeting that is yours:
  meeting.json         title, dates, options, shares, links for guests, comments, notes, history of edits, minutes
  transcript.json      who said what, and when, as last edited
  recording.*          the recording as it came, if you asked for recordings and it is still kept
voices/              a folder for each voice that you enrolled: voice.json with name and consent, and the samples if
                     you asked for recordings. What is computed from them is not in it: it is of use to nobody else.
conversations/       your questions with their answers, as far as you may still read what they rest on
audit.jsonl          what the audit log tells of your account, an entry a line. Of others who did something with it,
                     as an administrator, only what they did is told; from where, only of what you did.
receipts.json        what was deleted of yours, from where, and when the stores had rewritten their files

Left out: your password, keys and secrets, of which hashes or sealed forms are kept; what is computed from recordings,
transcripts and voices; meetings of others with their words, before and after your edits; logs of the services; backups.
What could not be exported has a list of its own, "not exported.txt".

Files are JSON in UTF-8; times are UTC, positions in recordings are seconds. Transcripts are described in
{address}/docs
"""

_FRENCH = """\
Vos données dans {name}, au {date} (UTC), pour {email}.

account.json         votre compte~: sessions, clés, webhooks, choix, étiquettes, modèles, groupes~; ce que d’autres
                     partagent avec vous~; vos commentaires sur leurs réunions~; quelles corrections et quels comptes
                     rendus y sont de vous
meetings/            un dossier pour chacune de vos réunions~:
  meeting.json         titre, dates, options, partages, liens pour invités, commentaires, notes, historique,
                       comptes rendus
  transcript.json      qui a dit quoi, et quand, d’après la dernière correction
  recording.*          l’enregistrement tel que reçu, si vous avez demandé les enregistrements et s’il existe encore
voices/              un dossier pour chaque voix que vous avez enregistrée~: voice.json avec le nom et le consentement,
                     et les échantillons si vous avez demandé les enregistrements. Les empreintes qui en sont calculées
                     n’y sont pas~: elles ne servent à personne d’autre.
conversations/       vos questions et leurs réponses, tant que vous pouvez lire ce sur quoi elles reposent
audit.jsonl          ce que le journal d’audit dit de votre compte, une entrée par ligne. De ce que d’autres y ont fait,
                     comme un administrateur, seul l’acte figure~; l’adresse, seulement pour ce que vous avez fait.
receipts.json        ce qui a été supprimé de vos données, d’où, et quand les fichiers des stockages ont été réécrits

N’y sont pas~: vos mot de passe, clés et secrets, dont seules des empreintes ou des formes scellées sont gardées~; ce
qui est calculé des enregistrements, transcriptions et voix~; les réunions des autres et leurs paroles, avant et après
vos corrections~; les journaux des services~; les sauvegardes. Ce qui n’a pas pu être exporté a sa liste,
«~non exporté.txt~».

Les fichiers sont en JSON, en UTF-8~; les heures sont en UTC, les positions dans un enregistrement en secondes. La forme
des transcriptions est décrite dans {address}/docs
""".replace("~", "\N{NO-BREAK SPACE}")

READ_ME = {Language.ENGLISH: _ENGLISH, Language.FRENCH: _FRENCH}
