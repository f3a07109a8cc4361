"""Build settings: what a command line may change. Skylib has the same, but only for the development of these rules."""

SettingInfo = provider(doc = "The value of a setting.", fields = {"value": "string, list of strings or bool"})

def _setting_impl(ctx):
    return SettingInfo(value = ctx.build_setting_value)

string_setting = rule(
    doc = "A text that can be set on the command line.",
    implementation = _setting_impl,
    build_setting = config.string(flag = True),
)

string_list_setting = rule(
    doc = "Texts that can be set on the command line, with commas between them.",
    implementation = _setting_impl,
    build_setting = config.string_list(flag = True),
)

bool_setting = rule(
    doc = "A yes or no that can be set on the command line.",
    implementation = _setting_impl,
    build_setting = config.bool(flag = True),
)
