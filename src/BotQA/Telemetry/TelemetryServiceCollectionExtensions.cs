using BotQA.ActivityProtocol.Hosting;
using BotQA.Knowledge.Generation;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BotQA.Telemetry;

/// <summary>Adds the export of traces and metrics.</summary>
internal static class TelemetryServiceCollectionExtensions
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    private static readonly string[] EndpointVariables = [$"{Prefix}ENDPOINT", $"{Prefix}TRACES_ENDPOINT", $"{Prefix}METRICS_ENDPOINT"];

    /// <summary>
    /// Exports traces and metrics by OTLP when one of the standard variables names an endpoint (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or that of a
    /// signal); otherwise nothing is collected. The other standard variables are honoured too.
    /// </summary>
    public static IServiceCollection AddBotQATelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!EndpointVariables.Any(variable => !string.IsNullOrWhiteSpace(configuration[variable])))
        {
            return services;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("botqa"))
            .WithTracing(tracing => tracing
                .AddSource(BotQATelemetry.Name, ActivityProtocolTelemetry.Name, GenerationTelemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics
                .AddMeter(BotQATelemetry.Name, ActivityProtocolTelemetry.Name, GenerationTelemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation())
            .UseOtlpExporter();
        return services;
    }
}
