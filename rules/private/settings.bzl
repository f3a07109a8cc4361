"""Build settings: what a command line may change."""

BuildSettingInfo = provider(doc = "The value of a setting.", fields = {"value": "string"})

def _string_setting_impl(ctx):
    return BuildSettingInfo(value = ctx.build_setting_value)

string_setting = rule(
    doc = "A text that can be set on the command line.",
    implementation = _string_setting_impl,
    build_setting = config.string(flag = True),
)
