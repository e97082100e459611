import { answerText } from './answer-text';

describe('the text of an answer', () => {
  it('is the JSON of its data, of lists as well', async () => {
    const data = { rows: [{ id: 1 }, { id: 2 }], one: { name: 'x' }, none: [] };
    expect(JSON.parse(await answerText({ data }))).toEqual({ data });
    const errors = [{ message: 'no' }];
    expect(JSON.parse(await answerText({ errors, data: null }))).toEqual({ errors, data: null });
  });

  it('is refused, and not written to its end, when it is too long', async () => {
    const text = 'x'.repeat(2 ** 20);
    const rows = (length: number) => Array.from({ length }, () => ({ text }));
    expect((await answerText({ data: { rows: rows(60) } })).length).toBeGreaterThan(60 * 2 ** 20);
    await expect(answerText({ data: { one: rows(40), other: rows(40) } })).rejects.toMatchObject({
      message: expect.stringMatching(/longer than 67,108,864 characters.*limit and offset/) as string,
      extensions: { code: 'RESULT_TOO_LARGE', http: { status: 400 } },
    });
  });
});
