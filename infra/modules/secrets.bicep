metadata name = 'Secrets'
metadata description = 'The vault with the keys that seal what tenants keep secret, and who may read them.'

import { privateAccess, roles } from 'shared.bicep'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where it is.')
param location string

@description('Required. The key that seals what is saved from now on.')
param currentKeyId string

@description('Required. Keys that were current once, and still open what they sealed.')
param olderKeyIds string[]

@description('Optional. The current key, 32 bytes in base64, when it is new; empty: the secret that is there stays as it is.')
@secure()
param newKey string = ''

@description('Optional. An address that is called while the installation is well; empty: none.')
@secure()
param deadManUrl string = ''

@description('Required. Principal ids of the apps that seal and open.')
param sealerPrincipalIds string[]

@description('Required. Principal id of the app that calls the address while all is well.')
param deadManPrincipalId string

@description('Required. Where the private side is, if there is no public one.')
param access privateAccess

@description('Required. Tags of every resource.')
param tags object

var isPrivate = !empty(access.subnetId)
var keyIds = concat([currentKeyId], olderKeyIds)

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-${token}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    // Without the key nothing that was sealed opens again: nobody can delete it for good in less than 90 days.
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

resource sealingKey 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(newKey)) {
  parent: vault
  name: 'sealing-${currentKeyId}'
  tags: tags
  properties: {
    contentType: '32 bytes in base64'
    value: newKey
  }
}

resource deadMan 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(deadManUrl)) {
  parent: vault
  name: 'dead-man-url'
  tags: tags
  properties: {
    contentType: 'address'
    value: deadManUrl
  }
}

// Each key by itself: what else comes into the vault one day is not theirs to read.
resource key 'Microsoft.KeyVault/vaults/secrets@2024-11-01' existing = [
  for id in keyIds: {
    parent: vault
    name: 'sealing-${id}'
  }
]

resource keyReader 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for i in range(0, length(keyIds) * length(sealerPrincipalIds)): {
    name: guid(vault.id, keyIds[i % length(keyIds)], sealerPrincipalIds[i / length(keyIds)], roles.keyVaultSecretsUser)
    scope: key[i % length(keyIds)]
    properties: {
      principalId: sealerPrincipalIds[i / length(keyIds)]
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    }
    dependsOn: [sealingKey]
  }
]

resource deadManReader 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deadManUrl)) {
  name: guid(vault.id, 'dead-man-url', deadManPrincipalId, roles.keyVaultSecretsUser)
  scope: deadMan
  properties: {
    principalId: deadManPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

module endpoint 'private-endpoint.bicep' = if (isPrivate) {
  name: 'vault-endpoint'
  params: {
    name: 'pe-${vault.name}'
    location: location
    tags: tags
    resourceId: vault.id
    groupId: 'vault'
    access: access
  }
}

@description('Name of the vault.')
output name string = vault.name

@description('Settings that seal and open: references, which the platform resolves for the app.')
output sealingSettings object = union(
  {
    Sealing__CurrentKeyId: currentKeyId
  },
  toObject(
    keyIds,
    id => 'Sealing__Keys__${id}',
    id => '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/sealing-${id})'
  )
)

@description('The reference to the address that is called while all is well.')
output deadManReference string = '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/dead-man-url)'
