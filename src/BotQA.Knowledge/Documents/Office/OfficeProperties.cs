using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>What an Office file says about itself.</summary>
internal static class OfficeProperties
{
    /// <summary>The title, or null.</summary>
    public static string? TitleOf(OpenXmlPackage package) => Read(() => NotBlank(package.PackageProperties.Title));

    /// <summary>Adds author, dates and language to a document. Properties that can't be read are left out: the text counts.</summary>
    public static Document WithProperties(this Document document, OpenXmlPackage package) => document with
    {
        Author = Read(() => NotBlank(package.PackageProperties.Creator)),
        Created = Read(() => Date(package.PackageProperties.Created)),
        Modified = Read(() => Date(package.PackageProperties.Modified)),
        Language = document.Language ?? DocumentLanguage.Of(Read(() => package.PackageProperties.Language)),
    };

    private static T? Read<T>(Func<T?> property)
    {
        try
        {
            return property();
        }
        catch (Exception exception) when (exception is XmlException or FormatException or InvalidOperationException or IOException or ArgumentException)
        {
            return default;
        }
    }

    private static DateTimeOffset? Date(DateTime? date) =>
        date is { Year: > 1900 } known ? new DateTimeOffset(DateTime.SpecifyKind(known.Kind == DateTimeKind.Local ? known.ToUniversalTime() : known, DateTimeKind.Utc)) : null;

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : CollapsedText.OnOneLine(text);
}
