import type { MeasureTexts } from './measure-texts';
import { durationTexts } from './duration-texts';

/** What measures mean, in Arabic. */
export const arMeasures: MeasureTexts = {
  'Distinct chats (SignalZen users) with a known creation.':
    'المحادثات (users في SignalZen) التي يُعرف وقت إنشائها، وتُحسب كل منها مرة واحدة.',
  'Episodes with a known start. An episode is one contact: it starts at the creation of the chat or at its first visitor message, and again at a visitor message after a close and its tail, or after a long silence.':
    'الجلسات التي تُعرف بدايتها. الجلسة طلب تواصل واحد: تبدأ بإنشاء المحادثة أو بأول رسالة من الزائر فيها، ثم تبدأ جلسة جديدة برسالة من الزائر بعد الإغلاق وما يتبعه أو بعد صمت طويل.',
  'Started episodes with a message of the visitor: what a support lead calls a contact.':
    'الجلسات التي بدأت وفيها رسالة من الزائر: وهي ما يُسمّى في الدعم طلب تواصل.',
  'Started episodes that are over, closed or idle, without a message of the visitor: somebody opened the chat and wrote nothing.':
    'الجلسات التي بدأت وانتهت (أُغلقت أو خملت) دون رسالة من الزائر: فتح أحدهم المحادثة ولم يكتب شيئًا.',
  'Episodes with a message of the visitor that start outside of the working hours of their account; none without a schedule.':
    'الجلسات التي فيها رسالة من الزائر وتبدأ خارج ساعات عمل حسابها؛ ولا شيء منها إن لم تُحدَّد ساعات عمل.',
  'Closed episodes. Only the first close of an episode counts.':
    'الجلسات المغلقة. لا يُحتسب لكل جلسة إلا إغلاقها الأول.',
  'Episodes that are neither closed nor idle at the end of the bucket, or now if it has not ended.':
    'الجلسات التي ليست مغلقة ولا خاملة في نهاية المدة، أو الآن إن لم تنتهِ بعد.',
  'Episodes with a message of the visitor that are over, closed or idle, and in which neither an operator nor the copilot wrote anything: nobody answered.':
    'الجلسات التي فيها رسالة من الزائر وانتهت (أُغلقت أو خملت) ولم يكتب فيها موظف ولا المساعد الآلي شيئًا: لم يُجب أحد.',
  'Episodes with a message of the visitor that are over, closed or idle, in which no operator wrote anything, and which the copilot did not resolve. The missed ones are among them.':
    'الجلسات التي فيها رسالة من الزائر وانتهت (أُغلقت أو خملت) ولم يكتب فيها أي موظف شيئًا ولم يحلّها المساعد الآلي. ومنها الجلسات الفائتة.',
  'Distinct text messages written by visitors.': 'الرسائل النصية التي كتبها الزوار، وتُحسب كل منها مرة واحدة.',
  'Distinct text messages written by operators, including those whose chat is not known.':
    'الرسائل النصية التي كتبها الموظفون، ومنها ما لا تُعرف محادثته، وتُحسب كل منها مرة واحدة.',
  'Distinct text messages written by the copilot or another bot.':
    'الرسائل النصية التي كتبها المساعد الآلي أو روبوت آخر، وتُحسب كل منها مرة واحدة.',
  "Distinct text messages sent by the account's rules (automatic invitations), not by a person.":
    'الرسائل النصية التي أرسلتها قواعد الحساب (دعوات تلقائية) لا شخص، وتُحسب كل منها مرة واحدة.',
  'Events user.subscribed_by_email.': 'أحداث user.subscribed_by_email: ترك زائر بريده الإلكتروني.',
  'Events user.sent_transcript.': 'أحداث user.sent_transcript: أُرسل نص المحادثة.',
  'Events user.blocked. Blocked chats stay in all figures of volume.':
    'أحداث user.blocked. تبقى المحادثات المحظورة ضمن جميع أرقام الحجم.',
  'Events user.destroyed: the visitor or an operator deleted the chat.':
    'أحداث user.destroyed: حذف الزائر أو أحد الموظفين المحادثة.',
  'Share of the episodes that ended more than seven days ago after which the same chat started another one within seven days.':
    'نسبة الجلسات المنتهية قبل أكثر من سبعة أيام التي بدأت بعدها جلسة أخرى في المحادثة نفسها خلال سبعة أيام.',
  'Episodes in which an operator answered the visitor: the samples of the time.':
    'الجلسات التي رد فيها موظف على الزائر: منها تُحسب المدة.',
  ...durationTexts({
    english:
      "from the visitor's first message, or from the hand-off if the copilot had the chat before, to the first message of an operator",
    average:
      'متوسط المدة من أول رسالة للزائر (أو من التحويل إن كانت المحادثة قبله لدى المساعد الآلي) حتى أول رسالة من موظف.',
    percentile: (percent) =>
      `المئين ${percent} بدقة 1%: أطول مدة لدى ${percent} من كل 100 من أول رسالة للزائر (أو من التحويل إن كانت المحادثة قبله لدى المساعد الآلي) حتى أول رسالة من موظف.`,
    percents: [50, 90, 95, 99],
  }),
  'Episodes in which an operator or the copilot answered the visitor: the samples of the time.':
    'الجلسات التي أجاب فيها موظف أو المساعد الآلي الزائر: منها تُحسب المدة.',
  ...durationTexts({
    english: "from the visitor's first message to the first message of an operator or the copilot",
    average: 'متوسط المدة من أول رسالة للزائر حتى أول رسالة من موظف أو من المساعد الآلي.',
    percentile: (percent) =>
      `المئين ${percent} بدقة 1%: أطول مدة لدى ${percent} من كل 100 من أول رسالة للزائر حتى أول رسالة من موظف أو من المساعد الآلي.`,
    percents: [50, 90],
  }),
  'Turns of a visitor that an operator ended: the samples of the time.':
    'أدوار الزائر التي أنهاها رد موظف: منها تُحسب المدة.',
  ...durationTexts({
    english: 'from the first message of a turn of the visitor to the message of the operator that ended it',
    average: 'متوسط المدة من أول رسالة في دور الزائر حتى رسالة الموظف التي أنهته.',
    percentile: (percent) =>
      `المئين ${percent} بدقة 1%: أطول مدة لدى ${percent} من كل 100 من أول رسالة في دور الزائر حتى رسالة الموظف التي أنهته.`,
    percents: [50, 90],
  }),
  'Episodes that are over, closed or idle, and in which an operator or the copilot answered the visitor: the samples of the time.':
    'الجلسات التي انتهت (أُغلقت أو خملت) وأجاب فيها موظف أو المساعد الآلي الزائر: منها تُحسب المدة.',
  ...durationTexts({
    english:
      'that the visitor of an episode waited in all: in each turn until an operator or the copilot answered, in a last one that nobody answered until the end',
    average:
      'متوسط مجموع ما انتظره الزائر في الجلسة: في كل دور حتى جواب موظف أو المساعد الآلي، وفي دور أخير لم يُجب عنه أحد حتى النهاية.',
    percentile: (percent) =>
      `المئين ${percent} بدقة 1%: أطول مجموع انتظار للزائر في ${percent} من كل 100 جلسة: في كل دور حتى جواب موظف أو المساعد الآلي، وفي دور أخير لم يُجب عنه أحد حتى النهاية.`,
    percents: [50, 90],
  }),
  'Closed episodes with a known start: the samples of the time.':
    'الجلسات المغلقة التي تُعرف بدايتها: منها تُحسب المدة.',
  ...durationTexts({
    english: 'from the start of an episode to its first close',
    average: 'متوسط المدة من بداية الجلسة حتى إغلاقها الأول.',
    percentile: (percent) =>
      `المئين ${percent} بدقة 1%: أطول مدة لدى ${percent} من كل 100 من بداية الجلسة حتى إغلاقها الأول.`,
    percents: [50, 90, 95, 99],
  }),
  'Distinct rated messages with a value from 1 to 5. The last value given counts.':
    'الرسائل التي قُيّمت بقيمة من 1 إلى 5. تُحسب كل منها مرة واحدة بآخر قيمة لها.',
  'Average of the ratings, 1 to 5 stars.': 'متوسط التقييمات، من نجمة إلى 5 نجوم.',
  'Ratings whose last value is 1.': 'التقييمات التي آخر قيمة لها 1.',
  'Ratings whose last value is 2.': 'التقييمات التي آخر قيمة لها 2.',
  'Ratings whose last value is 3.': 'التقييمات التي آخر قيمة لها 3.',
  'Ratings whose last value is 4.': 'التقييمات التي آخر قيمة لها 4.',
  'Ratings whose last value is 5.': 'التقييمات التي آخر قيمة لها 5.',
  'Share of the ratings that are 4 or 5.': 'نسبة التقييمات بأربع نجوم أو خمس.',
  'Share of the closed episodes that were rated. A rating belongs to the latest episode of its chat that started before it.':
    'نسبة الجلسات المغلقة التي قُيّمت. يُنسب التقييم إلى آخر جلسة في محادثته بدأت قبله.',
  'Events user.enabled_copilot: the copilot was switched on in a chat.':
    'أحداث user.enabled_copilot: شُغّل المساعد الآلي في محادثة.',
  'Events user.disabled_copilot: the copilot was switched off in a chat.':
    'أحداث user.disabled_copilot: أُوقف المساعد الآلي في محادثة.',
  "Episodes with a message of the visitor in which the copilot was on at some moment from the visitor's first message on.":
    'الجلسات التي فيها رسالة من الزائر وكان المساعد الآلي مُفعَّلًا فيها في وقت ما منذ أول رسالة للزائر.',
  'Episodes in which the copilot could have answered (copilotEligible), that are over, closed or idle, and in which neither the copilot nor an operator wrote anything.':
    'الجلسات التي كان بوسع المساعد الآلي أن يجيب فيها (copilotEligible) وانتهت (أُغلقت أو خملت) ولم يكتب فيها هو ولا موظف شيئًا.',
  'Episodes in which the copilot wrote a message.': 'الجلسات التي كتب فيها المساعد الآلي رسالة.',
  'Episodes of the copilot that are still open and not handed off.':
    'جلسات المساعد الآلي التي ما زالت مفتوحة ولم تُحوَّل إلى موظف.',
  "Episodes of the copilot, not handed off, in which it wrote after a message of the visitor, and that were closed, or became idle and the last message is not the visitor's.":
    'جلسات المساعد الآلي التي لم تُحوَّل إلى موظف وكتب فيها بعد رسالة من الزائر، ثم أُغلقت، أو خملت وآخر رسالة فيها ليست من الزائر.',
  'Episodes of the copilot, not handed off, that are over, closed or idle, and not resolved.':
    'جلسات المساعد الآلي التي لم تُحوَّل إلى موظف وانتهت (أُغلقت أو خملت) ولم تُحلّ.',
  'Episodes of the copilot with an explicit hand-off while it was on, or with any message of an operator.':
    'جلسات المساعد الآلي التي حُوّلت صراحةً إلى موظف وهو مُفعَّل، أو كتب فيها موظف أي رسالة.',
  'Episodes in which the copilot wrote, to the episodes with a message of the visitor.':
    'نسبة الجلسات التي كتب فيها المساعد الآلي إلى الجلسات التي فيها رسالة من الزائر.',
  'Share of the episodes of the copilot, those still open left out, that it resolved.':
    'نسبة ما حلّه المساعد الآلي من جلساته، دون احتساب ما زال مفتوحًا منها.',
  'Share of the episodes that the copilot resolved, those that ended in the last seven days left out, after which the visitor started no other one within seven days.':
    'نسبة الجلسات التي حلّها المساعد الآلي ولم يبدأ الزائر بعدها جلسة أخرى خلال سبعة أيام، دون احتساب ما انتهى في آخر سبعة أيام.',

  'the creation of the chat': 'إنشاء المحادثة',
  'the start of the episode': 'بداية الجلسة',
  'the close': 'الإغلاق',
  'the end of the bucket': 'نهاية المدة',
  'the time of the message': 'وقت الرسالة',
  'the time of the event': 'وقت الحدث',
  'the end of the episode: its close, or its last activity if it became idle':
    'نهاية الجلسة: إغلاقها، أو آخر نشاط فيها إن خملت',
  'the first message of the turn': 'أول رسالة في الدور',
  'the event that brought the value': 'الحدث الذي جاءت معه القيمة',
};
