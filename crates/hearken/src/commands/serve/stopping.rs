//! What the system tells the program: to stop, to stop at once, to read its certificate again.

use std::sync::Arc;

use hearken_listen::Certificate;

/// Resolves when the program is asked to stop.
pub(super) async fn stopped() {
    let interrupt = async { tokio::signal::ctrl_c().await.unwrap_or(()) };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        _ = terminate => {}
    }
}

/// Resolves when the program is asked once more; to be asked for after [`stopped`] has resolved.
pub(super) async fn stopped_again() {
    stopped().await;
}

/// Reads the certificate again with every hang-up (`SIGHUP`), as programs that renew certificates send it. Without a
/// certificate a hang-up ends the program, as it does everywhere.
pub(super) fn read_again_when_told(certificate: Option<Arc<Certificate>>) {
    #[cfg(unix)]
    if let Some(certificate) = certificate
        && let Ok(mut told) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup())
    {
        tokio::spawn(async move {
            while told.recv().await.is_some() {
                match certificate.read_again() {
                    Ok(()) => tracing::info!("the certificate was read again"),
                    Err(error) => {
                        tracing::warn!(%error, "the new certificate cannot be used; the old one still is")
                    }
                }
            }
        });
    }
    #[cfg(not(unix))]
    drop(certificate);
}
