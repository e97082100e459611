type Texts = readonly [string, ...string[]];

export const QUESTIONS: Texts = [
  'hey hey',
  'Hi, I cannot log in any more. Can you help?',
  'Grüß Gott, wie kann ich mein Paket ändern? Die Übersicht lädt nicht.',
  'Bonjour, où puis-je télécharger mes factures ?',
  'مرحبا، كيف يمكنني تغيير كلمة المرور؟',
  'שלום, יש לי שאלה על החשבון שלי',
  'こんにちは、請求書について質問があります。',
  'Does the <b>Pro</b> plan include "single sign-on" & SCIM?',
  'It is broken 😡🔥 please 🙏🏽',
  'Привет! Сколько стоит тариф Pro?',
  'Line one\nLine two\twith a tab',
];

export const MORE_FROM_VISITOR: Texts = [
  'ok',
  'Yes, exactly 👍',
  'No, it still says "Error 500".',
  'I use Firefox on Linux.',
  'Ich schicke gleich ein Bild. Schöne Grüße!',
  'شكرا جزيلا',
  '👩‍💻👨‍👩‍👧‍👦 works now',
  'C:\\Users\\me\\app.log is empty',
];

export const FROM_OPERATOR: Texts = [
  'Hello, thank you for writing. Let me have a look.',
  'Could you tell me your browser and its version?',
  'Guten Tag! Ich prüfe das für Sie – einen Moment bitte.',
  'I have reset it. Could you try again?',
  'بالتأكيد، سأساعدك الآن',
  'Done ✅ anything else?',
  'You find it under Settings → Billing.',
];

export const FROM_COPILOT: Texts = [
  'I am the assistant 🤖. You can change your plan under *Settings → Plan*.',
  'Here is an article that may help: https://example.com/help/getting-started',
  'Does this answer your question?',
  'Möchten Sie mit einem Menschen sprechen?',
];

export const INVITATIONS: Texts = [
  'Hi 👋 Questions about our plans? We are here.',
  'Still undecided? Ask us anything!',
];
