import type { Path, PipelineDocument } from './document.ts';
import { nearest } from './nearest.ts';
import { NOTICE_FIELDS } from './notify.ts';
import { channelName, statesOf } from './notify-texts.ts';
import type { Problem } from './problems.ts';
import type { ChannelFile } from './schema.ts';
import { readTemplate } from './template.ts';

/** RFC 9110, token. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What depends on more than one key of a channel, on other channels, or on the file's parameters. */
export function checkChannels(
  document: PipelineDocument,
  channels: readonly ChannelFile[],
  parameters: Readonly<Record<string, string>>,
): Problem[] {
  return channels.flatMap((channel, index) => {
    const problems: Problem[] = [];
    const tell = (key: string | undefined, what: string, hint: string) => {
      const path: Path = ['notify', index, ...(key === undefined ? [] : [key])];
      const where = `notify[${index}]${key === undefined ? ':' : `.${key}`}`;
      problems.push(document.problem(path, `${where}${what}`, { hint }));
    };
    const name = channelName(channel);
    if (channels.findIndex((each) => channelName(each) === name) !== index) {
      tell(undefined, ` there is another channel "${name}"`, 'give it a name of its own, like name: on-call');
    }
    const known = Object.keys({ ...NOTICE_FIELDS, ...parameters });
    for (const key of ['title', 'body'] as const) {
      for (const [what, hint] of templateProblems(channel[key] ?? '', known)) tell(key, `: ${what}`, hint);
    }
    const on = statesOf(channel);
    if (channel.rejects_above !== undefined && !on.includes('rejects')) {
      tell('rejects_above', ' has no meaning where "on" has no rejects', 'add rejects to "on", or remove it');
    }
    if ((channel.on ?? on).every((state) => state === 'recovered')) {
      tell('on', ' tells the end of what was never told', 'add failed, contract, late or rejects');
    }
    for (const header of Object.keys(channel.to === 'webhook' ? (channel.headers ?? {}) : {})) {
      if (HEADER_NAME.test(header)) continue;
      tell('headers', `: "${header}" is not the name of a header`, 'write a name like Authorization');
    }
    return problems;
  });
}

function templateProblems(text: string, known: readonly string[]): [what: string, hint: string][] {
  const { environment, parameters } = readTemplate(text);
  return [
    ...environment.map((name): [string, string] => [
      `\${${name}} is not filled in here`,
      'what comes from the environment is sent to nobody',
    ]),
    ...parameters
      .filter((name) => !known.includes(name))
      .map((name): [string, string] => {
        const guess = nearest(name, known);
        return [
          `there is no field {${name}}`,
          guess === undefined ? `its fields are ${known.join(', ')}` : `did you mean {${guess}}?`,
        ];
      }),
  ];
}
