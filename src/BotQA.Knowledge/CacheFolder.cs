namespace BotQA.Knowledge;

/// <summary>Where files are kept that can be made again.</summary>
internal static class CacheFolder
{
    /// <summary>
    /// The full path of the configured folder, else that of the folder in the user's cache: <c>botqa</c> in <c>XDG_CACHE_HOME</c> or
    /// <c>~/.cache</c>, on macOS in <c>~/Library/Caches</c>, on Windows in the local application data.
    /// </summary>
    public static string Resolve(string? configured) => Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? Default : configured);

    private static string Default
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "botqa");
            }

            var configured = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (Path.IsPathRooted(configured))
            {
                return Path.Combine(configured, "botqa");
            }

            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return home.Length == 0
                ? Path.Combine(Path.GetTempPath(), "botqa")
                : Path.Combine(home, OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache", "botqa");
        }
    }
}
