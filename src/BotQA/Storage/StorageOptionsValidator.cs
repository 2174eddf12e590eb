using Npgsql;

namespace BotQA.Storage;

/// <summary>Checks <see cref="StorageOptions"/>; each message names the setting and says what to do, and none holds a password.</summary>
internal static class StorageOptionsValidator
{
    private const string Example = "such as Host=localhost;Database=botqa;Username=botqa;Password=...";
    private const string Where = $"Set it in the environment variable Storage__ConnectionString, or run 'dotnet user-secrets set Storage:ConnectionString \"...\" --id botqa', {Example}.";

    public static IEnumerable<string> FailuresOf(StorageOptions options)
    {
        if (!StorageOutage.All.Contains(options.Outage))
        {
            yield return $"Storage:Outage '{options.Outage}' is unknown. Set it to {string.Join(" or ", StorageOutage.All)}.";
        }

        if (!StorageProvider.All.Contains(options.Provider))
        {
            yield return $"Storage:Provider '{options.Provider}' is unknown. Set it to {string.Join(" or ", StorageProvider.All)}.";
        }
        else if (options.State is { } state && !StorageProvider.All.Contains(state))
        {
            yield return $"Storage:State '{state}' is unknown. Set it to {string.Join(" or ", StorageProvider.All)}.";
        }
        else if ((options.IsPostgres || options.IsStatePostgres) && ProblemOf(options.ConnectionString) is { } problem)
        {
            yield return $"Storage:ConnectionString {problem}. {Where}";
        }
    }

    private static string? ProblemOf(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return "is missing, and 'postgres' needs it";
        }

        try
        {
            return string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connectionString).Host) ? "names no Host" : null;
        }
        catch (ArgumentException exception)
        {
            return $"can't be understood ({exception.Message.TrimEnd('.')})";
        }
    }
}
