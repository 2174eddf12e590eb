using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>Checks that the public address is one that links can begin with.</summary>
internal sealed class PublicUrlValidator : IValidateOptions<BotOptions>
{
    public ValidateOptionsResult Validate(string? name, BotOptions options) => options.PublicUrl switch
    {
        null => ValidateOptionsResult.Success,
        { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" } url when url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback) =>
            ValidateOptionsResult.Success,
        var url => ValidateOptionsResult.Fail(
            $"{BotOptions.SectionName}:{nameof(BotOptions.PublicUrl)} is \"{url}\"; write the https address of this server, such as https://botqa.example.com."),
    };
}
