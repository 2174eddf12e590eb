namespace BotQA;

/// <summary>Where settings come from: <c>appsettings.json</c> beside the program, then user secrets, then environment variables (<c>Knowledge__Path</c>).</summary>
internal static class BotQAConfiguration
{
    public static IConfigurationRoot Load() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddUserSecrets(typeof(BotQAConfiguration).Assembly, optional: true)
        .AddEnvironmentVariables()
        .Build();
}
