/** What Bazel's starlark_doc_extract says about a file, in the words of this page. Fields are those of stardoc_output.proto. */
import { type Message, parseTextProto } from './text_proto.ts';

export interface Parameter {
  readonly name: string;
  readonly doc: string;
  /** Undefined for parameters of functions, which have none. */
  readonly type: string | undefined;
  /** As in a BUILD file; undefined where there is none. */
  readonly standard: string | undefined;
  readonly mandatory: boolean;
  /** Of a label: each alternative is a list of providers that the target must have together. */
  readonly providers: readonly (readonly string[])[];
}

export interface Definition {
  readonly kind: 'function' | 'provider' | 'rule' | 'tag';
  readonly name: string;
  readonly doc: string;
  readonly parameters: readonly Parameter[];
  readonly returns: string | undefined;
}

export interface StarlarkFile {
  readonly doc: string;
  readonly definitions: readonly Definition[];
}

/** @param text output of starlark_doc_extract as text. Tags of an extension are called `<extension>.<tag>`. */
export function readStarlark(text: string): StarlarkFile {
  const file = parseTextProto(text);
  const tags = messages(file, 'module_extension_info').flatMap((extension) =>
    messages(extension, 'tag_class').map((tag) => definition('tag', `${one(extension, 'extension_name')}.${one(tag, 'tag_name')}`, tag, 'attribute')),
  );
  return {
    doc: one(file, 'module_docstring'),
    definitions: [
      ...messages(file, 'rule_info').map((rule) => definition('rule', one(rule, 'rule_name'), rule, 'attribute')),
      ...messages(file, 'func_info').map((func) => definition('function', one(func, 'function_name'), func, 'parameter')),
      ...messages(file, 'provider_info').map((provider) => definition('provider', one(provider, 'provider_name'), provider, 'field_info')),
      ...tags,
    ],
  };
}

function definition(kind: Definition['kind'], name: string, message: Message, parameters: string): Definition {
  const [returns] = messages(message, 'return').map((value) => one(value, 'doc_string'));
  return { kind, name, doc: one(message, 'doc_string'), parameters: messages(message, parameters).map(parameter), returns };
}

function parameter(message: Message): Parameter {
  const type = one(message, 'type');
  return {
    name: one(message, 'name'),
    doc: one(message, 'doc_string'),
    type: type === '' ? undefined : (types[type] ?? type.toLowerCase().replaceAll('_', ' ')),
    standard: one(message, 'default_value') || undefined,
    mandatory: one(message, 'mandatory') === 'true',
    providers: messages(message, 'provider_name_group').map((group) => (group['provider_name'] ?? []).map(String)),
  };
}

const types: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean',
  INT: 'integer',
  INT_LIST: 'list of integers',
  LABEL: 'label',
  LABEL_DICT_UNARY: 'dict: string -> label',
  LABEL_LIST: 'list of labels',
  LABEL_STRING_DICT: 'dict: label -> string',
  STRING: 'string',
  STRING_DICT: 'dict: string -> string',
  STRING_LIST: 'list of strings',
  STRING_LIST_DICT: 'dict: string -> list of strings',
};

const messages = (message: Message, field: string): Message[] => (message[field] ?? []).filter((value) => typeof value !== 'string');
const one = (message: Message, field: string): string => (message[field] ?? []).map(String)[0] ?? '';
