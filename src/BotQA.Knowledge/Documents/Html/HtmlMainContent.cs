using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace BotQA.Knowledge.Documents.Html;

/// <summary>Tells the content of a page from what a site puts around it.</summary>
internal static partial class HtmlMainContent
{
    // A part that holds less than this of the page's text isn't what the page is about, whatever its name.
    private const double LeastShare = 0.2;

    // A list of links to elsewhere is navigation if hardly any of its text isn't a link.
    private const int FewestLinks = 4;
    private const double LinkShare = 0.8;

    // What is called a menu may also be one of dishes.
    private const double NamedLinkShare = 0.5;

    private static readonly string[] Candidates = ["main", "[role=main]", "article", "#content", "#main", "#main-content", ".main-content", "#mw-content-text"];

    private static readonly HashSet<string> NoContent = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "nav", "aside",
        "button", "input", "select", "textarea", "option", "datalist", "dialog", "menu", "map", "link", "meta",
    };

    private static readonly HashSet<string> NavigationRoles = new(StringComparer.OrdinalIgnoreCase)
    {
        "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alertdialog", "toolbar",
    };

    /// <summary>The element whose text is the page's.</summary>
    public static IElement Of(IDocument page)
    {
        var body = page.Body ?? page.DocumentElement;
        var whole = Length(body);
        foreach (var selector in Candidates)
        {
            var found = page.QuerySelectorAll(selector).Where(e => !IsLeftOut(e, body)).ToArray();

            // Several articles are a list of them; all of it is content.
            if (found.Length == 1 && Length(found[0]) >= whole * LeastShare)
            {
                return found[0];
            }
        }

        return body;
    }

    /// <summary>Whether an element within the content isn't shown, or is there to get about the site.</summary>
    /// <param name="element">The element.</param>
    /// <param name="content">The content it is in.</param>
    public static bool IsLeftOut(IElement element, IElement content)
    {
        if (NoContent.Contains(element.LocalName)
            || element.HasAttribute("hidden")
            || element.GetAttribute("aria-hidden") == "true"
            || NavigationRoles.Contains(element.GetAttribute("role") ?? "")
            || HiddenStyle.IsMatch(element.GetAttribute("style") ?? ""))
        {
            return true;
        }

        // The header of an article is its own, that of the page is the site's.
        if (element.LocalName is "header" or "footer")
        {
            return content.LocalName == "body" && !HasAncestor(element, "article", "main", "section");
        }

        return element != content && (IsNamedNavigation(element) || IsListOfLinks(element));
    }

    private static bool IsNamedNavigation(IElement element) =>
        element.LocalName is "div" or "ul" or "ol" or "section" or "span" or "p" or "table"
        && $"{element.Id} {element.ClassName}" is { Length: > 1 } names
        && (NuisanceName.IsMatch(names) || (NavigationName.IsMatch(names) && LinkShareOf(element) >= NamedLinkShare));

    private static bool IsListOfLinks(IElement element)
    {
        if (element.LocalName is not ("ul" or "ol"))
        {
            return false;
        }

        return element.QuerySelectorAll("a[href]").Length >= FewestLinks && LinkShareOf(element) >= LinkShare;
    }

    private static double LinkShareOf(IElement element) =>
        element.QuerySelectorAll("a[href]").Sum(Length) / (double)Math.Max(1, Length(element));

    private static bool HasAncestor(IElement element, params string[] names)
    {
        for (var ancestor = element.ParentElement; ancestor is not null; ancestor = ancestor.ParentElement)
        {
            if (names.Contains(ancestor.LocalName))
            {
                return true;
            }
        }

        return false;
    }

    private static int Length(IElement element) => element.TextContent.Count(c => !char.IsWhiteSpace(c));

    [GeneratedRegex("display\\s*:\\s*none|visibility\\s*:\\s*hidden", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenStyle { get; }

    [GeneratedRegex("(^|[\\s_-])(nav|navbar|navigation|sidebar|sidenav|menu|toc|table-of-contents|share|social|pagination|pager|related|site-header|site-footer|page-footer)([\\s_-]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex NavigationName { get; }

    [GeneratedRegex("(^|[\\s_-])(breadcrumbs?|cookies?-?(banner|notice|consent|bar)|skip-?link|mw-editsection|noprint|headerlink)([\\s_-]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex NuisanceName { get; }
}
